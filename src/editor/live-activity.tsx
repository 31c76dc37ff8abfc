import { useEffect } from '@wordpress/element';
import { config, start } from '@realtime-events/client';
import { PreferencesSwitches } from './notice-switches';
import { PostPublish } from './post-publish';
import { PrePublish } from './pre-publish';
import { Sidebar } from './sidebar';
import { useChangedElsewhere } from './use-changed-elsewhere';
import { useNotices } from './use-notices';
import { usePost } from './use-post';
import { usePresence } from './use-presence';

/**
 * Everything that the plugin adds to the block editor.
 *
 * @since 0.1.0
 */
export function LiveActivity() {
	const post = usePost();
	useEffect( () => start(), [] );
	const presence = usePresence( post?.channel ?? null, config.user.id );
	useNotices( post, presence.isKnown ? presence.people : null );
	useChangedElsewhere( post );
	return (
		<>
			<Sidebar presence={ presence } />
			<PreferencesSwitches />
			<PrePublish />
			<PostPublish post={ post } />
		</>
	);
}
