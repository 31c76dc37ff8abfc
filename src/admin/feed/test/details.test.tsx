import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { eventOf } from '../../../store/test/support/events';
import { RawEvent } from '../components/raw-event';
import { changesIn, dataFacts, envelopeFacts } from '../facts';

jest.mock( '@realtime-events/client', () => ( {
	config: { types: {}, groups: {}, urls: {}, user: {} },
} ) );

describe( 'the details of an event', () => {
	const event = eventOf( 7, {
		data: {
			title: 'Spring sale',
			status: 'publish',
			previous_status: 'draft',
			previous_title: 'Spring sale',
			price: 0,
		},
	} );

	it( 'tell what was one thing and became another, once', () => {
		expect( changesIn( event.data ) ).toEqual( [
			{ field: 'status', before: 'draft', after: 'publish' },
		] );
		const told = dataFacts( event ).map( ( { value } ) => value );
		expect( told ).not.toContain( 'draft' );
		expect( told ).toContain( 'Spring sale' );
	} );

	it( 'name type, person, subject, channel and number', () => {
		const types = { 'post.published': { label: 'Post published' } };
		const facts = envelopeFacts( event, { types } as never );
		expect( facts.map( ( { value } ) => value ) ).toEqual( [
			'Post published (post.published)',
			'Info',
			'Ada Lovelace',
			'post/7',
			'editors',
			'7',
		] );
	} );

	it( 'copy the whole CloudEvent as it travelled', async () => {
		const user = userEvent.setup();
		render( <RawEvent event={ event } /> );
		await user.click( screen.getByRole( 'button', { name: 'Copy JSON' } ) );
		expect(
			await screen.findByRole( 'button', { name: 'Copied' } )
		).toBeVisible();
		const copied = await window.navigator.clipboard.readText();
		expect( JSON.parse( copied ) ).toEqual( event );
	} );
} );
