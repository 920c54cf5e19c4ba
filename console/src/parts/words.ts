export const kinds = ['agent', 'workload', 'service', 'human', 'unknown'];
export const identityStates = [
  'discovered',
  'claimed',
  'chartered',
  'active',
  'dormant',
  'quarantined',
  'retired',
  'disabled',
];
export const severities = ['critical', 'high', 'medium', 'low', 'info'];
export const findingStates = ['open', 'snoozed', 'exempted', 'closed'];
export const credentialKinds = ['key', 'token', 'password', 'certificate', 'secret', 'trust'];
export const credentialStates = ['active', 'disabled', 'revoked', 'expired'];
export const actionStates = ['planned', 'approved', 'running', 'verified', 'failed', 'rejected', 'undone'];
export const actionKinds = ['quarantine', 'rotate', 'narrow', 'retire'];
export const systemStates = ['live', 'stale', 'silent', 'failing'];
