import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { severityWords } from '../../components';
import { ConfirmModal } from '../../components/confirm-modal';
import { audienceWords } from '../../components/channels';
import { store } from './store';
import type { HookMapping } from './types';

interface Props {
	readonly onEdit: ( mapping: HookMapping ) => void;
	readonly onAdd: () => void;
}

/**
 * The actions that are events already.
 *
 * @since 0.1.0
 */
export function MappingsCard( { onEdit, onAdd }: Props ) {
	const headingId = useId();
	const mappings = useSelect(
		( select ) => select( store ).getMappings() ?? [],
		[]
	);
	const [ leaving, setLeaving ] = useState< HookMapping | null >( null );
	const { deleteMapping } = useDispatch( store );
	const { createNotice } = useDispatch( noticesStore );
	const remove = async ( mapping: HookMapping ) => {
		setLeaving( null );
		const failure = await deleteMapping( mapping );
		void createNotice(
			failure === null ? 'success' : 'error',
			failure ??
				sprintf(
					/* translators: %s: name of a WordPress action. */
					__( '“%s” is no event any more.', 'realtime-events' ),
					mapping.hook
				),
			{ type: 'snackbar' }
		);
	};
	return (
		<section className="realtime-events-card" aria-labelledby={ headingId }>
			<header className="realtime-events-card__header">
				<h2 id={ headingId }>
					{ __( 'Actions that become events', 'realtime-events' ) }
				</h2>
				<Button size="compact" variant="tertiary" onClick={ onAdd }>
					{ __( 'Name one yourself', 'realtime-events' ) }
				</Button>
			</header>
			<ul className="realtime-events-types">
				{ mappings.map( ( mapping, index ) => (
					<MappingRow
						key={ `${ mapping.hook } ${ index }` }
						mapping={ mapping }
						onEdit={ onEdit }
						onDelete={ setLeaving }
					/>
				) ) }
			</ul>
			{ leaving && (
				<ConfirmModal
					isDestructive
					title={ __( 'Delete this event?', 'realtime-events' ) }
					message={ sprintf(
						/* translators: %s: name of a WordPress action. */
						__(
							'When “%s” fires, nothing is recorded from now on. Events that are there already stay.',
							'realtime-events'
						),
						leaving.hook
					) }
					confirmLabel={ __( 'Delete', 'realtime-events' ) }
					onConfirm={ () => void remove( leaving ) }
					onCancel={ () => setLeaving( null ) }
				/>
			) }
		</section>
	);
}

interface RowProps {
	readonly mapping: HookMapping;
	readonly onEdit: ( mapping: HookMapping ) => void;
	readonly onDelete: ( mapping: HookMapping ) => void;
}

function MappingRow( { mapping, onEdit, onDelete }: RowProps ) {
	const { hook, type, label, channel, severity } = mapping;
	const isBuiltIn = useSelect(
		( select ) => select( store ).isBuiltIn( mapping ),
		[ mapping ]
	);
	const fields = Object.keys( mapping.fields );
	const name = label || type;
	return (
		<li className="realtime-events-types__row is-mapping">
			<div>
				<strong>{ name }</strong> <code>{ hook }</code>
				<p className="realtime-events-hint">
					{ [
						audienceWords()[ channel ] ?? channel,
						severityWords()[ severity ],
						fields.length > 0
							? fields.join( ', ' )
							: __( 'first argument as data', 'realtime-events' ),
					].join( ' · ' ) }
				</p>
			</div>
			{ isBuiltIn ? (
				<span className="realtime-events-hint">
					{ __( 'Built in', 'realtime-events' ) }
				</span>
			) : (
				<div className="realtime-events-buttons">
					<Button
						size="compact"
						variant="tertiary"
						aria-label={ sprintf(
							/* translators: %s: what an event is called. */
							__( 'Edit “%s”', 'realtime-events' ),
							name
						) }
						onClick={ () => onEdit( mapping ) }
					>
						{ __( 'Edit', 'realtime-events' ) }
					</Button>
					<Button
						size="compact"
						variant="tertiary"
						isDestructive
						aria-label={ sprintf(
							/* translators: %s: what an event is called. */
							__( 'Delete “%s”', 'realtime-events' ),
							name
						) }
						onClick={ () => onDelete( mapping ) }
					>
						{ __( 'Delete', 'realtime-events' ) }
					</Button>
				</div>
			) }
		</li>
	);
}
