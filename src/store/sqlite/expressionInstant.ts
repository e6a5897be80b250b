import mongoose from 'mongoose';
import { serverError } from './errors.js';
import { bsonType } from './values.js';

/** The moment a date argument stands for: a date, or the time in an ObjectId. */
export function toInstant(name: string, value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === 'object' && value !== null && bsonType(value) === 'ObjectId') return (value as InstanceType<typeof mongoose.mongo.ObjectId>).getTimestamp();
  throw serverError(16006, 'Location16006', `${name} needs a date`);
}
