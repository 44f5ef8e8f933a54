// A page says what its picture says, in the picture's words, and nothing in it can be markup.

import { drawPage, type Picture } from '../../../src/pictures';
import { SCHEDULE } from '../examples';
import { dataOf, markupOf, tagsOf } from './read-page';

test('the words are those of the picture', () => {
  const markup = markupOf(drawPage(SCHEDULE));
  expect(markup).toContain('<span class="verdict bad">failed</span>');
  expect(markup).toContain('<div class="corner">task</div>');
  expect(markup).toContain('placeholder="search: balance task:0.1"');
  expect(markup).toContain('<h2>Race</h2><p>lost update of `balance`</p>');
  expect(markup).not.toMatch(/operation|process|called/);
});

test('what it begins with, what leads to what, and what lists say are by position', () => {
  const data = dataOf(drawPage(SCHEDULE));
  expect(data).toMatchObject({ focus: 4, outlined: [3, 4], arrows: SCHEDULE.arrows, group: -1 });
  expect(data.lists).toEqual([{ id: 'list-1', fact: 'race', bars: [{ bar: 3, text: 'overwrote what 0.2 had read' }] }]);
  expect(data.rows.map(({ lane }) => lane)).toEqual(['0', '0.1', '0.2']);
  expect(data.bars.state).toEqual([0, 0, 0, 0, 2]);
  expect(data.bars.end.at(-1)).toBe(-1);
});

test('every text of a picture may be hostile', () => {
  const evil = `"'><img src=x onerror=alert(1)></script><script>alert(1)</script><!--`;
  /** The same picture with this text wherever any text stands that is not chosen from a list. */
  const poison = (value: unknown, key = ''): unknown => {
    if (['tone', 'colour', 'match', 'kind', 'state'].includes(key)) return value;
    if (typeof value === 'string') return evil;
    if (Array.isArray(value)) return value.map((item) => poison(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, name)]));
  };
  const html = drawPage(poison(SCHEDULE) as Picture);
  expect(tagsOf(html)).toEqual(tagsOf(drawPage(SCHEDULE)));
  expect(html).not.toContain('<img');
  expect(html.match(/<script/g)).toHaveLength(2);
});
