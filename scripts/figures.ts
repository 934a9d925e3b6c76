/** How generated pages write figures. */

/** Digits in groups of three: 1 234 567. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
