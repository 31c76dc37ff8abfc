import type { CloudEvent } from '@realtime-events/client';
import { isChangedElsewhere } from '../elsewhere';
import { recordsOf } from '../stale-records';

const event = ( change: Partial< CloudEvent > = {} ) =>
	( {
		type: 'post.updated',
		subject: 'post/42',
		actorid: '2',
		sequence: '11',
		data: {},
		...change,
	} ) as CloudEvent;
const OPEN = { subjects: [ 'post/42' ], since: '10' };

describe( 'a page is out of date', () => {
	it( 'when somebody else saved what is on it', () => {
		expect( isChangedElsewhere( event(), OPEN, 1 ) ).toBe( true );
	} );

	it( 'when somebody else changed the order on it, or nobody did: it was paid', () => {
		const open = { subjects: [ 'order/7' ], since: '10' };
		const paid = event( {
			type: 'order.status_changed',
			subject: 'order/7',
		} );
		expect( isChangedElsewhere( paid, open, 1 ) ).toBe( true );
		const { actorid, ...byNobody } = paid;
		expect( isChangedElsewhere( byNobody, open, 1 ) ).toBe( true );
		expect( isChangedElsewhere( paid, OPEN, 1 ) ).toBe( false );
	} );

	it.each( [
		[ 'by oneself', { actorid: '1' } ],
		[ 'another one', { subject: 'post/421' } ],
		[ 'before the page was made', { sequence: '10' } ],
		[ 'by a sign-in', { type: 'user.logged_in' } ],
	] )( 'but not %s', ( _, change ) => {
		expect( isChangedElsewhere( event( change ), OPEN, 1 ) ).toBe( false );
	} );

	it( 'when settings of this plugin were saved, and not when their connection was tested', () => {
		const subject = 'realtime_events/settings';
		const open = { subjects: [ subject ], since: '0' };
		const told = ( type: string ) =>
			isChangedElsewhere( event( { type, subject } ), open, 1 );
		expect( told( 'realtime_events.settings_changed' ) ).toBe( true );
		expect( told( 'realtime_events.server_changed' ) ).toBe( true );
		expect( told( 'realtime_events.test' ) ).toBe( false );
	} );

	it( 'when any setting of a page of settings was saved', () => {
		const open = { subjects: [ 'option/' ], since: '0' };
		const changed = event( { subject: 'option/blogname' } );
		expect( isChangedElsewhere( changed, open, 1 ) ).toBe( true );
		expect( isChangedElsewhere( event(), open, 1 ) ).toBe( false );
	} );
} );

describe( 'the records that an event makes stale', () => {
	it.each( [
		[
			{ data: { id: 42, post_type: 'page' } },
			{ kind: 'postType', name: 'page', id: 42 },
		],
		[
			{ type: 'media.edited', subject: 'media/7' },
			{ kind: 'postType', name: 'attachment', id: 7 },
		],
		[
			{
				type: 'term.updated',
				subject: 'term/3',
				data: { taxonomy: 'post_tag' },
			},
			{ kind: 'taxonomy', name: 'post_tag', id: 3 },
		],
		[
			{ type: 'user.profile_updated', subject: 'user/5' },
			{ kind: 'root', name: 'user', id: 5 },
		],
		[
			{ type: 'site.setting_changed', subject: 'option/blogname' },
			{ kind: 'root', name: 'site', id: undefined },
		],
	] )( 'of %o is %o', ( change, record ) => {
		expect( recordsOf( event( change ) ) ).toEqual( record );
	} );

	it.each( [
		{ subject: 'order/3' },
		{ subject: '' },
		{ subject: 'post/x' },
	] )( 'of %o is none', ( change ) => {
		expect( recordsOf( event( change ) ) ).toBeNull();
	} );
} );
