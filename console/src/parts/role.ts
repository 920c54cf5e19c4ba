import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';

// useRole tells what the token may do; the server decides, this only spares people what it would refuse.
export function useRole() {
  const self = useQuery({ queryKey: ['self'], queryFn: () => answer(api.GET('/v1/tokens/self')), staleTime: 60_000 });
  const role = self.data?.role;
  return { name: self.data?.name, operator: role === 'operator' || role === 'admin', admin: role === 'admin' };
}
