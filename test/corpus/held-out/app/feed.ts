// A feed to which one subscribes by asking the server first. Who leaves meanwhile stays subscribed.

type Handler = (news: string) => void;

export class Feed {
  readonly handlers = new Map<string, Handler>();

  constructor(private readonly join: (topic: string) => Promise<void>) {}

  subscribe(topic: string, handler: Handler): () => void {
    void this.join(topic).then(() => {
      this.handlers.set(topic, handler);
    });
    return () => {
      this.handlers.delete(topic);
    };
  }
}
