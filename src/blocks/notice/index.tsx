import { registerEdit } from '../editing/register';
import { noticeTransforms } from '../editing/telling-blocks';
import metadata from './block.json';
import { Edit } from './edit';
import './editor.scss';
import './style.scss';

registerEdit( metadata.name, Edit, noticeTransforms );
