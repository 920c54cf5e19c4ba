import createClient from 'openapi-fetch';
import type { components, paths } from './schema.gen';
import { session } from './session';

type Schemas = components['schemas'];
export type Action = Schemas['Action'];
export type Birth = Schemas['Birth'];
export type Credential = Schemas['Credential'];
export type Detection = Schemas['Detection'];
export type Event = Schemas['Event'];
export type Evidence = Schemas['Evidence'];
export type Facet = Schemas['Facet'];
export type Finding = Schemas['Finding'];
export type Grant = Schemas['Grant'];
export type Guards = Schemas['Guards'];
export type Identity = Schemas['Identity'];
export type Activity = Schemas['Activity'];
export type Kin = Schemas['Kin'];
export type Lineage = Schemas['Lineage'];
export type Owner = Schemas['Owner'];
export type Overview = Schemas['Overview'];
export type System = Schemas['System'];
export type Rules = Schemas['Rules'];
export type Token = Schemas['Token'];
export type Tried = Schemas['Tried'];
type Problem = Schemas['Problem'];

// Fault is what went wrong, in words for people: what happened, and what to do.
export class Fault extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

export const api = createClient<paths>({ baseUrl: '/' });

api.use({
  onRequest({ request }) {
    request.headers.set('Authorization', `Bearer ${session.token()}`);
    return request;
  },
  onError() {
    return new Fault(0, 'The server does not answer', 'See whether tabard serve runs; this view asks again by itself');
  },
});

export function faultOf(status: number, problem: Partial<Problem> | undefined): Fault {
  const where = (problem?.errors ?? []).map((e) => `${e.location}: ${e.message}`).join('; ');
  const what = [problem?.detail ?? problem?.title ?? `The server answered ${status}`, where]
    .filter(Boolean)
    .join(' – ');
  return new Fault(status, what, problem?.hint);
}

// answer gives the data of an answer, or throws its fault. A token that is no longer valid ends the session.
export async function answer<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (error !== undefined || data === undefined) {
    if (response.status === 401) session.set('');
    throw faultOf(response.status, error as Partial<Problem> | undefined);
  }
  return data;
}

export interface PageOf<T> {
  items: T[];
  next?: string;
}

export type Query = Record<string, string | undefined>;

export type Listed =
  | '/v1/identities'
  | '/v1/credentials'
  | '/v1/births'
  | '/v1/grants'
  | '/v1/findings'
  | '/v1/events'
  | '/v1/actions'
  | '/v1/systems'
  | '/v1/detections';

// list asks for one page. The filters come from the address bar, so the server checks them, not the compiler.
export function list<T>(path: Listed, query: Query & { limit?: string }, signal?: AbortSignal): Promise<PageOf<T>> {
  const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
  const params = { query: asked as never };
  return answer(
    api.GET(path, { params, signal }) as Promise<{ data?: PageOf<T>; error?: unknown; response: Response }>,
  );
}

const counted: string[] = ['/v1/identities', '/v1/credentials', '/v1/births', '/v1/findings'];

// facets asks how many rows of a list have each value of its fields. Lists whose fields nobody counts have none.
export function facets(path: Listed, query: Query, signal?: AbortSignal): Promise<Schemas['Facets']> {
  if (!counted.includes(path)) return Promise.resolve({ fields: [], approximate: false });
  const params = { query: query as never };
  return answer(
    api.GET(`${path as '/v1/findings'}/facets`, { params, signal }) as Promise<{
      data?: Schemas['Facets'];
      error?: unknown;
      response: Response;
    }>,
  );
}
