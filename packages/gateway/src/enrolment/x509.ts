/** `@peculiar/x509`, loaded after what its dependency injection asks for. Import it from here only. */
import './reflect-metadata.ts';

export * from '@peculiar/x509';
