import type { Payload } from '../../events/vocabulary.ts';

/** What a contact is for: service, sales, collection ... */
export type BusinessFunction = NonNullable<Payload<'wrap.ended'>['fn']>;
