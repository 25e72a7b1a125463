import { test as base } from 'vitest';
import { startProduct } from './product.ts';

/** Tests with a `product`: the whole of it, started once for the file. */
export const test = base.extend('product', { scope: 'file' }, async ({}, { onCleanup }) => {
  const product = await startProduct();
  onCleanup(() => product.stop());
  return product;
});
