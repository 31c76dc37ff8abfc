import { registerPlugin } from '@wordpress/plugins';
import { LiveActivity } from './live-activity';
import './style.scss';

registerPlugin( 'realtime-events', { render: LiveActivity } );
