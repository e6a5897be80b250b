import type { Namespace, Server, Socket } from 'socket.io';
import type { Visitor, Viewer } from '../actions/desk.js';
import type { AgentEvents, ChatEvents } from '../contract/realtime.js';

/** What browsers send is unknown until a schema has read it. */
type FromBrowser = Record<string, (...sent: unknown[]) => void>;

/** Between our own processes, by Redis. `state` is read by a schema. */
export interface ProcessEvents {
  'presence:state': (node: string, state: unknown) => void;
  'presence:ask': () => void;
}

/** Between the processes as well. */
export interface ChatProcessEvents {
  'visitor:left': (visitorId: string) => void;
}

/** What is kept with a console's socket. `watching` holds ids of tickets. */
export interface AgentData {
  viewer: Viewer;
  watching: Set<string>;
}

/** As he was when he connected. */
export interface VisitorData {
  visitor: Visitor;
}

export type AgentNamespace = Namespace<FromBrowser, AgentEvents, ProcessEvents, AgentData>;
export type AgentSocket = Socket<FromBrowser, AgentEvents, ProcessEvents, AgentData>;
export type ChatNamespace = Namespace<FromBrowser, ChatEvents, ChatProcessEvents, VisitorData>;
export type ChatSocket = Socket<FromBrowser, ChatEvents, ChatProcessEvents, VisitorData>;
export type AnySocket = AgentSocket | ChatSocket;
export type { Server };
