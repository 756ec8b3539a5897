// An agency that runs Camunda's JavaScript client unchanged: fails once, then delivers the survey, and refuses the loan. Says what it met as lines of JSON.
import { Client, Variables, logger } from 'camunda-external-task-client-js';

const { SERVER, OFFICE_TOKEN, SHED_TOKEN, JOURNEY } = process.env;
const say = (what) => console.log(JSON.stringify(what));

const bearer = (token) => (config) => ({ ...config, headers: { ...config.headers, authorization: `Bearer ${token}` } });

const agency = (workerId, token) => {
  const client = new Client({
    baseUrl: `${SERVER}/engine-rest`,
    workerId,
    asyncResponseTimeout: 10000,
    interceptors: bearer(token),
  });
  for (const event of ['poll:error', 'complete:error', 'handleFailure:error', 'handleBpmnError:error', 'extendLock:error', 'unlock:error', 'handler:error']) {
    client.on(event, (...met) => say({ event, message: String(met.at(-1)?.message ?? met.at(-1)) }));
  }
  return client;
};

const office = agency('node-office', OFFICE_TOKEN);
const shed = agency('node-shed', SHED_TOKEN);
let tries = 0;

office.subscribe('survey-office.plot.survey', { businessKey: JOURNEY }, async ({ task, taskService }) => {
  tries += 1;
  if (tries === 1) {
    say({ read: task.variables.getAll(), from: task.variables.get('plot.from') instanceof Date, retries: task.retries });
    await taskService.extendLock(task, 40000);
    await taskService.handleFailure(task, { errorMessage: 'closed for lunch', errorDetails: 'back soon', retries: 1, retryTimeout: 100 });
    return;
  }
  if (tries === 2) {
    say({ again: task.id, retries: task.retries, errorMessage: task.errorMessage });
    await taskService.unlock(task);
    return;
  }
  const wrong = new Variables().set('survey.area', 'large');
  await taskService.complete(task, wrong).catch(() => {}); // refused: told by complete:error
  const answer = new Variables();
  answer.set('survey.on', new Date('2026-05-02T10:00:00Z'));
  answer.set('survey.area', 40.5);
  answer.setTyped('survey.beds', { type: 'integer', value: 4, valueInfo: {} });
  answer.setTyped('survey.crops', { type: 'json', value: ['mais'], valueInfo: {} });
  answer.set('survey.approved', true);
  answer.set('survey.note', 'målt i regn');
  await taskService.complete(task, answer);
  say({ completed: task.id });
  office.stop();
});

shed.subscribe('tool-shed.kit.lend', { businessKey: JOURNEY, variables: ['survey.area', 'grower.nationalId'] }, async ({ task, taskService }) => {
  say({ lend: task.variables.getAll() });
  await taskService.handleBpmnError(task, 'nothing-left', 'Alt er utlånt');
  say({ refused: task.id });
  shed.stop();
});
