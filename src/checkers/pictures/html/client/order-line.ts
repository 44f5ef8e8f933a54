// The page's line through the operations in the order that was found. As the text of a script.

export const ORDER_LINE = `
// The order as a line through its points, numbered where there is room. From far away it would hide the bars.
function drawOrder(context, { layout, view, size, colours, selected }, first, last) {
  if (view.scale < 4) return;
  const xOf = (point) => (point.x - view.x) * view.scale;
  const yOf = (point) => point.y * ROW + POINT;
  const inView = (point) => xOf(point) > -20 && xOf(point) < size.width + 20;
  context.strokeStyle = colours.order;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.7;
  context.beginPath();
  layout.points.forEach((point, at) => {
    const next = layout.points[at + 1];
    if (!next || !(inView(point) || inView(next))) return;
    context.moveTo(xOf(point), yOf(point));
    context.lineTo(xOf(next), yOf(next));
  });
  context.stroke();
  context.globalAlpha = 1;
  context.font = '10px ' + MONOSPACE;
  context.textAlign = 'center';
  for (const point of layout.points) {
    if (!inView(point) || point.y < first || point.y > last) continue;
    const text = String(point.place);
    const numbered = view.scale > 14 + 3 * text.length;
    context.fillStyle = point.operation === selected ? colours.selected : colours.order;
    context.beginPath();
    if (numbered) context.roundRect(xOf(point) - 4 - 3 * text.length, yOf(point) - 6, 8 + 6 * text.length, 12, 6);
    else context.arc(xOf(point), yOf(point), 2.5, 0, 7);
    context.fill();
    if (!numbered) continue;
    context.fillStyle = colours.surface;
    context.fillText(text, xOf(point), yOf(point) + 0.5);
  }
  context.font = '12px ' + MONOSPACE;
  context.textAlign = 'left';
}
`;
