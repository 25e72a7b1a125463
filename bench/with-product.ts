import { startProduct, type Product } from '../tests/support/product.ts';
import { withTempDir } from '../tests/support/temp-dir.ts';

/** As long as a slow machine may need. */
const READY_WITHIN_MS = 180_000;

/** Runs `use` with the whole product on an empty data directory. It is killed afterwards: nothing of it is wanted any more. */
export function withProduct<Result>(use: (product: Product) => Promise<Result>): Promise<Result> {
  return withTempDir(async (dataDir) => {
    const product = await startProduct({ dataDir, readyWithinMs: READY_WITHIN_MS });
    try {
      return await use(product);
    } finally {
      await product.kill();
    }
  });
}
