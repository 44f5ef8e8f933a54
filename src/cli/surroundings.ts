// What a command sees of the process in which it runs. Tests pass surroundings of their own.

export interface Surroundings {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether output may be coloured. */
  readonly colour: boolean;
  /** All of the standard input, as text. */
  readonly input: () => string;
  /** Results. */
  readonly out: (text: string) => void;
  /** Notes and errors. */
  readonly note: (text: string) => void;
}
