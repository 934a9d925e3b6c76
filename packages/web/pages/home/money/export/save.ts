/** Hands a file to the browser, which asks where to keep it. */
export function save(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it before the next task.
  setTimeout(() => URL.revokeObjectURL(url));
}
