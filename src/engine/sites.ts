// The site table's types, which the engine shares with everybody who names a place.

export type { FileInfo, Site, SiteKind } from '../abi';
