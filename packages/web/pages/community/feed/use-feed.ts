import { useEffect, useState } from 'react';
import { Feed, type FeedState } from './feed.ts';

export function useFeed(): FeedState {
  const [state, setState] = useState<FeedState>({ kind: 'connecting' });
  useEffect(() => {
    const feed = new Feed(setState);
    feed.start();
    return () => feed.stop();
  }, []);
  return state;
}
