// Counts unread messages. Messages that come while all are marked as read are lost.

let unread = 0;
const listeners: ((count: number) => void)[] = [];

function changed(count: number): void {
  unread = count;
  listeners.forEach((listener) => {
    listener(unread);
  });
}

export const onChange = (listener: (count: number) => void) => {
  listeners.push(listener);
};
export const count = () => unread;
export const arrived = () => changed(unread + 1);

export async function markAllRead(api: { markRead(): Promise<void> }): Promise<void> {
  await api.markRead();
  changed(0);
}
