import { Button, CheckboxControl, Notice } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { channelWords } from '../../components/channels';
import { useSetting } from '../layout/use-setting';
import { store } from '../store';
import type { Right, RoleFacts } from '../types';
import { mayRole, RIGHTS, toggleRole } from './rights';

const rightWords = (): Record< Right, string > => ( {
	view: __( 'See events', 'realtime-events' ),
	publish: __( 'Publish', 'realtime-events' ),
	manage: __( 'Manage', 'realtime-events' ),
} );

/**
 * Which roles may see, publish and manage, and what each hears.
 *
 * @since 0.1.0
 */
export function AccessTab() {
	const { roles, error } = useSelect( ( select ) => {
		const selectors = select( store );
		return {
			roles: selectors.getFacts().roles,
			error: RIGHTS.map( ( right ) =>
				selectors.getError( `roles.${ right }` )
			).find( Boolean ),
		};
	}, [] );
	const { id, value, onChange } = useSetting( 'roles' );
	const words = rightWords();
	return (
		<div className="realtime-events-fields" id={ id }>
			<p className="realtime-events-lead">
				{ __(
					'Seeing events opens the feed. What appears in it depends on the channels besides, which follow what a role may do on your site.',
					'realtime-events'
				) }
			</p>
			{ error && (
				<Notice status="error" isDismissible={ false }>
					{ error }
				</Notice>
			) }
			<div className="realtime-events-card realtime-events-access">
				<table>
					<thead>
						<tr>
							<th scope="col">
								{ __( 'Role', 'realtime-events' ) }
							</th>
							{ RIGHTS.map( ( right ) => (
								<th key={ right } scope="col">
									{ words[ right ] }
								</th>
							) ) }
						</tr>
					</thead>
					<tbody>
						{ roles.map( ( role ) => (
							<tr key={ role.id }>
								<th scope="row">
									{ role.label }
									<small>
										{ hearing(
											role,
											mayRole( role, 'view', value )
										) }
									</small>
								</th>
								{ RIGHTS.map( ( right ) => (
									<td key={ right }>
										<CheckboxControl
											__nextHasNoMarginBottom
											aria-label={ `${ role.label }: ${ words[ right ] }` }
											checked={ mayRole(
												role,
												right,
												value
											) }
											disabled={ role.always }
											onChange={ () =>
												onChange(
													toggleRole(
														roles,
														value,
														role,
														right
													)
												)
											}
										/>
									</td>
								) ) }
							</tr>
						) ) }
					</tbody>
					<tfoot>
						<tr>
							<th scope="row">
								<small>
									{ __(
										'Who manages the site always may everything: nobody can be locked out for good.',
										'realtime-events'
									) }
								</small>
							</th>
							{ RIGHTS.map( ( right ) => (
								<td key={ right }>
									{ value[ right ].length === 0 ? (
										<small>
											{ __( 'Usual', 'realtime-events' ) }
										</small>
									) : (
										<Button
											size="small"
											variant="link"
											aria-label={ sprintf(
												/* translators: %s: a right like “See events”. */
												__(
													'Back to the usual roles: %s',
													'realtime-events'
												),
												words[ right ]
											) }
											onClick={ () =>
												onChange( {
													...value,
													[ right ]: [],
												} )
											}
										>
											{ __( 'Reset', 'realtime-events' ) }
										</Button>
									) }
								</td>
							) ) }
						</tr>
					</tfoot>
				</table>
			</div>
		</div>
	);
}

function hearing( { channels }: RoleFacts, maySee: boolean ): string {
	const words = channelWords();
	const heard = [
		...( maySee ? channels : [] ).map( ( name ) => words[ name ] ?? name ),
		__( 'their own', 'realtime-events' ),
		__( 'public', 'realtime-events' ),
	];
	return sprintf(
		/* translators: %s: list of channels, like “editors, their own, public”. */
		__( 'Hears: %s', 'realtime-events' ),
		heard.join( ', ' )
	);
}
