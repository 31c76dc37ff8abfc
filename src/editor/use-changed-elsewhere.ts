import apiFetch from '@wordpress/api-fetch';
import { store as coreStore } from '@wordpress/core-data';
import { select, subscribe, useDispatch } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { addQueryArgs } from '@wordpress/url';
import { config, onEvents } from '@realtime-events/client';
import {
	comparison,
	isChanged,
	mayHaveChanged,
	type Known,
	type Stored,
} from './about-post';
import type { EditedPost } from './use-post';

const NOTICE = 'realtime-events-changed-elsewhere';

/**
 * Says so where the post was changed in another tab, by another program or by
 * somebody else: saving now would undo it.
 *
 * @since 0.1.0
 */
export function useChangedElsewhere( post: EditedPost | null ): void {
	const { createWarningNotice, removeNotice } = useDispatch( noticesStore );
	const subject = post?.subject ?? null;
	const type = post?.type ?? null;
	const id = post?.id ?? null;

	useEffect( () => {
		if ( subject === null || type === null || id === null ) {
			return;
		}
		let isWanted = true;
		const check = async () => {
			const stored = await readStored( type, id );
			const { getCurrentPost, isSavingPost } = select( editorStore );
			if ( ! isWanted || ! stored || isSavingPost() ) {
				return;
			}
			if ( ! isChanged( stored, getCurrentPost() as Known ) ) {
				void removeNotice( NOTICE );
				return;
			}
			const url = comparison( stored, config.urls.admin );
			void createWarningNotice(
				__(
					'This post was changed elsewhere. If you save now, you undo that change.',
					'realtime-events'
				),
				{
					id: NOTICE,
					actions: [
						{
							label: __( 'Reload', 'realtime-events' ),
							onClick: () => window.location.reload(),
						},
						...( url === null
							? []
							: [
									{
										label: __(
											'Compare',
											'realtime-events'
										),
										url,
									},
								] ),
					],
				}
			);
		};
		const stop = onEvents( ( events ) => {
			if ( mayHaveChanged( events, subject ) ) {
				void savingEnds().then( check );
			}
		} );
		return () => {
			isWanted = false;
			stop();
		};
	}, [ subject, type, id, createWarningNotice, removeNotice ] );
}

/**
 * The event of our own saving arrives before its answer does; what the editor
 * knows is only worth comparing with after.
 */
const savingEnds = (): Promise< void > =>
	new Promise( ( resolve ) => {
		const isSaving = () => select( editorStore ).isSavingPost();
		if ( ! isSaving() ) {
			resolve();
			return;
		}
		const stop = subscribe( () => {
			if ( ! isSaving() ) {
				stop();
				resolve();
			}
		}, editorStore );
	} );

async function readStored(
	type: string,
	id: number
): Promise< Stored | null > {
	const definition = select( coreStore ).getPostType( type ) as
		{ rest_base?: string; rest_namespace?: string } | undefined;
	if ( ! definition?.rest_base ) {
		return null;
	}
	try {
		return await apiFetch< Stored >( {
			path: addQueryArgs(
				`/${ definition.rest_namespace ?? 'wp/v2' }/${ definition.rest_base }/${ id }`,
				{
					context: 'edit',
					_fields: 'modified_gmt,title,content,excerpt,_links',
				}
			),
		} );
	} catch {
		// Who may no longer read it is told so by the editor itself.
		return null;
	}
}
