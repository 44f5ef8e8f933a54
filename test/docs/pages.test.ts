// The pages are executed: every file, command and output that a page shows is what a reader gets.

import { pages } from './markdown';
import { hasCommands, runPage } from './run-page';

const MINUTES = 60_000;

describe('what is shown works on page', () => {
  it.each(pages().filter(hasCommands))('%s', runPage, 5 * MINUTES);
});
