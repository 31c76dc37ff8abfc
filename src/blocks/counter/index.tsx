import { registerEdit } from '../editing/register';
import { registerLiveValues } from './binding';
import metadata from './block.json';
import { Edit } from './edit';
import { transforms } from './transforms';
import './style.scss';

registerEdit( metadata.name, Edit, transforms );
registerLiveValues();
