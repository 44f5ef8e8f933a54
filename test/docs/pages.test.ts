// The pages are executed: every file, command and output that a page shows is what a reader gets.

import { pages } from './markdown';
import { checkTypes, hasCommands, hasTypeScript, runPage } from './run-page';

const MINUTES = 60_000;

describe('what is shown works on page', () => {
  it.each(pages().filter(hasCommands))('%s', runPage, 5 * MINUTES);
});

describe('the examples compile on page', () => {
  it.each(pages().filter(hasTypeScript))('%s', checkTypes, MINUTES);
});
