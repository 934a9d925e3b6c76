/** A QR code as one path of squares, always dark on white: cameras read nothing else. */
import qrcode from 'qrcode-generator';
import { useMemo } from 'react';
import styles from './deposit.module.css';

/** Modules around it that stay white. */
const QUIET = 4;

export default function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => squares(text), [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

function squares(text: string): { readonly size: number; readonly path: string } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const parts: string[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) parts.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`);
    }
  }
  return { size: count + 2 * QUIET, path: parts.join('') };
}
