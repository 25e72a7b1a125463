import { test as base } from '@playwright/test';
import { startProduct, type Product } from '../../support/product.ts';

/** Environment of the product that a file's tests look at: `test.use({ productEnv: { SIMULATOR: 'changsha' } })`. */
interface WorkerOptions {
  productEnv: Record<string, string>;
}

/**
 * Browser tests with the running product: `product` is started once for a worker (again when a file asks for
 * another environment), and `page.goto('/tv/inbound')` reaches it.
 */
export const test = base.extend<object, WorkerOptions & { product: Product }>({
  productEnv: [{}, { option: true, scope: 'worker' }],
  product: [
    async ({ productEnv }, use) => {
      const product = await startProduct({ env: productEnv });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ product }, use) => use(product.baseUrl),
});

export { expect } from '@playwright/test';
export { ADMIN_PASSWORD } from '../../support/product.ts';
