import { revokeRole } from '../../src/work/people/grant.ts'
import { roleCommand } from '../../src/work/people/roleCommand.ts'

export default roleCommand({ name: '撤权', aliases: ['revoke', 'chequan', 'cq'], summary: '撤回一个人在某单位的角色', change: revokeRole })
