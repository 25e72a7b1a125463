import { error } from '@sveltejs/kit';
import { may } from '#lib/access/rights.ts';
import type { LayoutServerLoad } from './$types';

/** Who is signed in, and which pages their rights open: nobody is shown a door that is locked. */
export const load: LayoutServerLoad = ({ locals }) => {
  const { identity, locale } = locals;
  if (identity === null) error(401, 'Sign in first.');
  return {
    locale,
    viewer: {
      name: identity.name,
      person: identity.kind === 'person',
      reports: may(identity, 'view_reports'),
      settings: may(identity, 'edit_settings'),
      access: may(identity, 'manage_access'),
    },
  };
};
