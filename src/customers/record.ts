import type * as contract from '../contract/records.js';

/** What another system knows of a customer: an order, a product. One for each kind and number. */
export interface CustomerRecord extends Omit<contract.CustomerRecord, 'at' | 'createdAt' | 'updatedAt'> {
  at: Date;
  createdAt: Date;
  updatedAt: Date;
}
