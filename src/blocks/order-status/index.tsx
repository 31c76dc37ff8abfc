import { registerEdit } from '../editing/register';
import metadata from './block.json';
import { Edit } from './edit';
import './style.scss';

registerEdit( metadata.name, Edit );
