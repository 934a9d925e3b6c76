/** What pages are made of. */
export { Button, ButtonLink, type ButtonProps, Buttons } from './button.tsx';
export { Card, Cards, Screen } from './card.tsx';
export { classes } from './classes.ts';
export { Dialog } from './dialog.tsx';
export { Checkbox, Field, Fields, Select } from './field.tsx';
export { Empty, ErrorNotice, Notice } from './notice.tsx';
export { Progress, Spinner, Steps, Waiting } from './progress.tsx';
export { Amount, EnergyValue, Facts, PowerValue, PriceValue, ShortId, Stat, Stats, Time } from './values.tsx';
export { KeptBy, Verdict } from './verdict.tsx';
