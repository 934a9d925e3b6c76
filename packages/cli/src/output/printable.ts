/**
 * Text for a terminal. Errors carry what a gateway or a node has written: none of it may move the cursor, erase or hide what stands
 * there, or set the clipboard.
 */

/** All but line feed and tab; and what turns the direction of the text around it. */
const CONTROLS = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Controls become `\u001b`, which means the same in JSON. */
export const printable = (text: string): string => text.replace(CONTROLS, escaped);

/** The same on one line, for what must not look like lines of ours. */
export const oneLine = (text: string): string => printable(text.replace(/\s*[\n\r]\s*/g, ' '));
