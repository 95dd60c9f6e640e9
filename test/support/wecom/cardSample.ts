/** A card with two buttons, for the fake's own tests. */
export const card = (task_id: string) => ({
  card_type: 'button_interaction' as const,
  main_title: { title: '换班申请' },
  task_id,
  button_list: [
    { text: '同意', style: 1, key: 'agree' },
    { text: '拒绝', style: 2, key: 'deny' },
  ],
})
