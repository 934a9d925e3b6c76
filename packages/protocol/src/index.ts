export * from './error-catalogue.ts';
export * from './errors.ts';
export * from './field.ts';
export * from './settlement.ts';
export * from './signature.ts';
export * from './structs.ts';
export * from './typed-struct.ts';
export * from './units.ts';
