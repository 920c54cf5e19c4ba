import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Frame } from './parts/Frame';
import { NotFound, ViewFault } from './parts/states';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: ViewFault });
const search = (given: Record<string, unknown>) => given as Record<string, string>;

const view = <P extends string>(path: P, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component, validateSearch: search });

const routes = [
  view(
    '/',
    lazyRouteComponent(() => import('./screens/Overview'), 'Overview'),
  ),
  view(
    '/findings',
    lazyRouteComponent(() => import('./screens/Findings'), 'Findings'),
  ),
  view(
    '/findings/$id',
    lazyRouteComponent(() => import('./screens/Finding'), 'FindingView'),
  ),
  view(
    '/identities',
    lazyRouteComponent(() => import('./screens/Identities'), 'Identities'),
  ),
  view(
    '/identities/$id',
    lazyRouteComponent(() => import('./screens/Identity'), 'IdentityView'),
  ),
  view(
    '/credentials',
    lazyRouteComponent(() => import('./screens/Credentials'), 'Credentials'),
  ),
  view(
    '/births',
    lazyRouteComponent(() => import('./screens/Births'), 'Births'),
  ),
  view(
    '/actions',
    lazyRouteComponent(() => import('./screens/Actions'), 'Actions'),
  ),
  view(
    '/actions/$id',
    lazyRouteComponent(() => import('./screens/Action'), 'ActionView'),
  ),
  view(
    '/live',
    lazyRouteComponent(() => import('./screens/Live'), 'Live'),
  ),
  view(
    '/systems',
    lazyRouteComponent(() => import('./screens/Systems'), 'Systems'),
  ),
  view(
    '/detections',
    lazyRouteComponent(() => import('./screens/Detections'), 'Detections'),
  ),
  view(
    '/detections/test',
    lazyRouteComponent(() => import('./screens/TryRecord'), 'TryRecord'),
  ),
  view(
    '/detections/$id',
    lazyRouteComponent(() => import('./screens/Detection'), 'DetectionView'),
  ),
  view(
    '/whose',
    lazyRouteComponent(() => import('./screens/Whose'), 'Whose'),
  ),
];

// The address holds each filter as plain text, as the API has it, so that a link can be read and written by hand.
const readSearch = (text: string) => Object.fromEntries(new URLSearchParams(text));
function writeSearch(search: Record<string, unknown>): string {
  const set = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
