// Runs on the real event loop: code that nobody has instrumented, disturbed and observed. They cannot be replayed.

export { type NativeOutcome, runNatively } from './native-run';
