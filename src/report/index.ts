// Reports of findings: table of contents.

export { describeFinding, type FindingReport, type ReportInput } from './finding-report';
export { jsonReport } from './json';
export { wantsColour } from './paint';
export { schedulePicture } from './schedule-picture';
export { sequenceDiagram } from './sequence-diagram';
export { renderReport, type TextReportInput } from './text';
export { renderTrace } from './trace-text';
