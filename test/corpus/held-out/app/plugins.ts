// Plugins register for a hook while they load; the hook is called when the settings are there.

export class Host {
  private hooks: ((setting: string) => void)[] = [];

  onReady(hook: (setting: string) => void): void {
    this.hooks.push(hook);
  }

  async boot(readSettings: () => Promise<string>): Promise<void> {
    const setting = await readSettings();
    for (const hook of this.hooks) hook(setting);
  }
}

export async function loadPlugin(host: Host, fetchCode: () => Promise<string>, seen: string[]): Promise<void> {
  await Promise.resolve();
  const code = await fetchCode();
  host.onReady((setting) => seen.push(`${code}: ${setting}`));
}
