// The page's small map of the whole history. As the text of a script.

export const OVERVIEW = `
// The whole history in a strip: how busy each process is at each moment, what the result names in red, what was found in the colour of matches.
function drawMap(canvas, scene, width, height) {
  const { data, layout, colours, matches, named } = scene;
  const context = fitCanvas(canvas, width, height);
  const scale = width / (layout.width + 1);
  const rowHeight = height / Math.max(1, layout.rows.length);
  const thick = Math.max(1, rowHeight * 0.7);
  layout.rows.forEach((row, y) => {
    let covered = -1;
    for (const i of row.items) {
      const from = (layout.left[i] + 1) * scale;
      const to = Math.max(from + 0.75, (layout.right[i] + 1) * scale);
      if (to <= covered) continue;
      covered = Math.ceil(to);
      context.fillStyle = colours.edge[data.operations.outcome[i]];
      context.globalAlpha = data.operations.return[i] < 0 ? 0.12 : 0.55;
      context.fillRect(from, y * rowHeight, to - from, thick);
    }
  });
  context.globalAlpha = 1;
  const mark = (i, colour, size) => {
    if (layout.rowOf[i] < 0) return;
    context.fillStyle = colour;
    context.fillRect((layout.left[i] + 1) * scale - size / 2, 0, size, height);
  };
  let covered = -1;
  for (const i of matches) {
    const x = Math.round((layout.left[i] + 1) * scale);
    if (x !== covered) mark(i, colours.match, 1);
    covered = x;
  }
  for (const i of named) {
    if (layout.rowOf[i] < 0) continue;
    context.fillStyle = colours.error;
    context.fillRect((layout.left[i] + 1) * scale - 1, layout.rowOf[i] * rowHeight - 1, 3, Math.max(4, thick + 2));
  }
  if (data.error >= 0) mark(data.error, colours.error, 2);
}
`;
