// Opens a socket. If it is closed while it opens, the socket stays open.

export interface Socket {
  isOpen: boolean;
}

export class SocketClient {
  private socket: Socket | null = null;
  private state: 'idle' | 'opening' | 'open' | 'closed' = 'idle';

  constructor(private readonly dial: () => Promise<Socket>) {}

  open(): void {
    this.state = 'opening';
    this.dial().then(
      (socket) => {
        this.socket = socket;
        this.state = 'open';
      },
      () => {
        this.state = 'closed';
      },
    );
  }

  close(): void {
    if (this.socket !== null) this.socket.isOpen = false;
    this.socket = null;
    this.state = 'closed';
  }

  get status(): string {
    return this.state;
  }
}
