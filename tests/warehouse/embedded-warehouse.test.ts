import { registerWarehouseContract } from './warehouse-contract.ts';

registerWarehouseContract('embedded');
