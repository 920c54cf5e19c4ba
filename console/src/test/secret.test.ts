import { describe, expect, it } from 'vitest';
import { fingerprint, secretive } from '../parts/secret';

describe('what is pasted', () => {
  it.each([
    `ghp_${'a1B2'.repeat(9)}`,
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nabc',
    'sk-proj-abc',
    'postgres://app:hunter2@db.example/erp',
    'eyJhbGciOiJIUzI1NiJ9.e30.x',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  ])('takes %s for a secret', (text) => {
    expect(secretive(text)).toBe(true);
  });

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'arn:aws:iam::111122223333:user/coding-agent',
    'alice@example.com',
    'sha256:9f86d081884c7d65',
    'id_2cffbf98d8b86ed1a1dadd29',
    'system:serviceaccount:finance:invoice-triage-2024',
    'coding-agent',
  ])('asks for %s as it is', (text) => {
    expect(secretive(text)).toBe(false);
  });

  it('gives the fingerprint that tabard discover gives', async () => {
    expect(await fingerprint('test')).toBe('sha256:9f86d081884c7d65');
  });
});
