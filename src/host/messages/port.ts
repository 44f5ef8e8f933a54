// What workers need of ports: pairs of them, one of which moves to the worker's agent.

export { clone, drain, moveTo, newPortPair, type Port } from './message-port';
