import { optionsOf } from '../profile-options';

it.each( [
	'ws-event',
	'socketio-event-from-wp',
	'ratchet-dispatch',
	'key-in-body',
] )( 'asks whether the relay %s is private', ( profile ) => {
	expect( optionsOf( profile ) ).toContain( 'relay_is_private' );
} );

it( 'asks nothing of the hub but where browsers find it', () => {
	expect( optionsOf( 'hub' ) ).toEqual( [ 'socket_url' ] );
} );

it( 'asks how an HTTP address is to be spoken to', () => {
	expect( optionsOf( 'http' ) ).toEqual( [
		'publish_path',
		'auth',
		'format',
		'headers',
	] );
} );

it( 'asks nothing of a kind that this version does not know', () => {
	expect( optionsOf( 'pigeon' ) ).toEqual( [] );
} );
