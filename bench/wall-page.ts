import { gzipSync } from 'node:zlib';
import type { Figure } from './figure.ts';
import { withProduct } from './with-product.ts';
import { openWall, openWallBrowser } from './wall-browser.ts';

/** All script that a real browser loads for the wall, inline script included, as gzip. */
export function wallPageFigures(): Promise<Figure[]> {
  return withProduct(async (product) => {
    const { page, close } = await openWallBrowser(product.baseUrl);
    try {
      const loaded: Promise<number>[] = [];
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script')
          loaded.push(response.body().then((body) => gzipSync(body).length));
      });
      await openWall(page);
      const inline = await page.locator('script:not([src])').allTextContents();
      const bytes = (await Promise.all(loaded)).reduce((sum, size) => sum + size, gzipSync(inline.join('\n')).length);
      return [{ what: "script of the wall's page, gzip", unit: 'KB', value: bytes / 1024, target: { most: 120 } }];
    } finally {
      await close();
    }
  });
}

if (import.meta.main) console.log(await wallPageFigures());
