export * from './follower';
export * from './issue-token';
export * from './publisher';
