import type { IncomingMessage } from 'node:http';
import type { Identity } from '#lib/access/identity.ts';
import type { Locale } from '#lib/metrics/locale.ts';
import type { Product } from '#lib/runtime/product.ts';

declare global {
  namespace App {
    interface Locals {
      product: Product;
      /** Who asks; null where nobody has to be known. */
      identity: Identity | null;
      locale: Locale;
    }
    interface Platform {
      req: IncomingMessage & { product?: Product };
    }
    interface Error {
      message: string;
    }
    interface PageData {
      locale: Locale;
    }
  }
}

export {};
