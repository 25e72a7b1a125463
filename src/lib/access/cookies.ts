/** A cookie for the answer: its parts as SvelteKit's `cookies.set(name, value, options)` takes them, and as one header line. */
export interface ResponseCookie {
  name: string;
  value: string;
  options: { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean; maxAge: number };
  /** The value of a `Set-Cookie` header. */
  header: string;
}

/** A cookie of this product: for the whole site, out of reach of scripts, not sent along from other sites. */
export function responseCookie(name: string, value: string, maxAgeSeconds: number, secure: boolean): ResponseCookie {
  const header = `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    name,
    value,
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: maxAgeSeconds },
    header,
  };
}

/** The value of a cookie in a `Cookie` header, or null. */
export function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const pair = part.trim();
    if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1);
  }
  return null;
}
