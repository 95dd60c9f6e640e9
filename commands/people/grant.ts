import { grantRole } from '../../src/work/people/grant.ts'
import { roleCommand } from '../../src/work/people/roleCommand.ts'

export default roleCommand({ name: '授权', aliases: ['grant', 'shouquan', 'sq'], summary: '给一个人在某单位的角色', change: grantRole })
