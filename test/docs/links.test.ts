// Every relative link of a page leads to a file, and to a heading of it where it names one.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { anchors, pages, ROOT, readPage, relativeLinks } from './markdown';

describe('the relative links resolve in', () => {
  it.each(pages())('%s', (page) => {
    const broken = relativeLinks(readPage(page)).filter(({ target, anchor }) => {
      const path = target === '' ? page : join(dirname(page), target);
      if (!existsSync(join(ROOT, path))) return true;
      return anchor !== null && !anchors(readPage(path)).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

test('every page of docs/ can be reached from README.md', () => {
  const reached = new Set<string>();
  const visit = (page: string): void => {
    if (reached.has(page)) return;
    reached.add(page);
    for (const { target } of relativeLinks(readPage(page))) {
      const path = join(dirname(page), target);
      if (path.endsWith('.md') && existsSync(join(ROOT, path))) visit(path);
    }
  };
  visit('README.md');
  expect(pages().filter((page) => !reached.has(page) && page !== 'CHANGELOG.md')).toEqual([]);
});
